import { useCallback, useState } from "react";
import "support-widget";

import { supportToken } from "../../shared/session.js";

export function Support({ customer }) {
  const [created, setCreated] = useState();
  // The same customer, the same function: another one says that another customer may have come.
  const getToken = useCallback(() => supportToken(customer), [customer]);
  return (
    <>
      <h1>Support</h1>
      <p>Ask about an order, or see what became of an earlier request.</p>
      <p className="portal-news" role="status">{created && `Request ${created} is with us.`}</p>
      <support-widget getToken={getToken} onsupport-created={(event) => setCreated(event.detail.id)}>
        The form could not be loaded. Write to <a href="mailto:support@tarrowby.example">support@tarrowby.example</a>.
      </support-widget>
    </>
  );
}
