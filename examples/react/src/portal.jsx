import { useState, useSyncExternalStore } from "react";

import { CUSTOMERS } from "../../shared/session.js";
import { Support } from "./support.jsx";

/** The page that the address's fragment names. */
function usePage() {
  const subscribe = (onChange) => {
    addEventListener("hashchange", onChange);
    return () => removeEventListener("hashchange", onChange);
  };
  return useSyncExternalStore(subscribe, () => (location.hash === "#/support" ? "support" : "overview"));
}

export function Portal() {
  const page = usePage();
  const [customer, setCustomer] = useState("maya");
  return (
    <>
      <header className="masthead">
        <b>Tarrowby Chandlery</b>
        <nav aria-label="Main">
          <a href="#/" aria-current={page === "overview" ? "page" : undefined}>Overview</a>
          <a href="#/support" aria-current={page === "support" ? "page" : undefined}>Support</a>
        </nav>
        <label>
          Signed in as
          <select value={customer} onChange={(event) => setCustomer(event.target.value)}>
            {Object.entries(CUSTOMERS).map(([id, name]) => <option key={id} value={id}>{name}</option>)}
          </select>
        </label>
      </header>
      <main>{page === "support" ? <Support customer={customer} /> : <Overview />}</main>
    </>
  );
}

function Overview() {
  return (
    <>
      <h1>Overview</h1>
      <p>Three orders are on their way to you.</p>
    </>
  );
}
