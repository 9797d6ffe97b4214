import { useCallback, useEffect, useState } from "framework";

import { words } from "../shared/words.js";
import { Conversation } from "./conversation.jsx";
import { Form } from "./form.jsx";
import { List } from "./list.jsx";
import { useList } from "./use-list.js";

/** Form and list, and the conversation that is open in the form's place. */
export function App({ api, root }) {
  const [view, setView] = useState({ name: "form" });
  const list = useList(api);
  const open = useCallback((id) => setView({ name: "conversation", id }), []);
  const showForm = useCallback(() => setView({ name: "form" }), []);
  const showList = useCallback(() => setView({ name: "list" }), []);
  const goBack = useCallback(() => setView(({ id }) => ({ name: "list", from: id })), []);
  useEffect(() => {
    if (view.from) (root.querySelector(`.rows [data-conversation="${view.from}"]`) ?? root.querySelector("#list-title")).focus();
  }, [view, root]);
  const known = view.id && list.rows.find((row) => row.id === view.id);
  return (
    <div className="support" lang="en" dir="ltr">
      <div className="frame" data-part="whole" data-view={view.name}>
        <nav className="views" part="views" aria-label={words.views}>
          <button type="button" aria-current={view.name === "form"} onClick={showForm}>{words.formTitle}</button>
          <button type="button" aria-current={view.name !== "form"} onClick={showList}>{words.listTitle}</button>
        </nav>
        <section className="pane form-pane" part="form" aria-labelledby="form-title">
          <h2 id="form-title" part="heading">{words.formTitle}</h2>
          <Form api={api} onSent={list.add} onOpen={open} onShowList={showList} />
        </section>
        <section className="pane conversation-pane" part="conversation" aria-labelledby="conversation-title" hidden={!view.id}>
          {view.id && <Conversation key={view.id} api={api} id={view.id} known={known} onBack={goBack} />}
        </section>
        <section className="pane list-pane" part="list" aria-labelledby="list-title">
          <h2 id="list-title" part="heading" tabIndex={-1}>{words.listTitle}</h2>
          <List list={list} openId={view.id} onOpen={open} onWrite={showForm} />
        </section>
      </div>
    </div>
  );
}
