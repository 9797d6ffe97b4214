import { render } from "preact";
import { useEffect, useState } from "preact/hooks";

import "../../shared/portal.css";
import { CUSTOMERS } from "../../shared/session.js";
import { Support } from "./support.jsx";

const pageOfAddress = () => (location.hash === "#/support" ? "support" : "overview");

function Portal() {
  const [page, setPage] = useState(pageOfAddress);
  const [customer, setCustomer] = useState("maya");
  useEffect(() => {
    const onChange = () => setPage(pageOfAddress());
    addEventListener("hashchange", onChange);
    return () => removeEventListener("hashchange", onChange);
  }, []);
  return (
    <>
      <header class="masthead">
        <b>Tarrowby Chandlery</b>
        <nav aria-label="Main">
          <a href="#/" aria-current={page === "overview" ? "page" : undefined}>Overview</a>
          <a href="#/support" aria-current={page === "support" ? "page" : undefined}>Support</a>
        </nav>
        <label>
          Signed in as
          <select value={customer} onChange={(event) => setCustomer(event.currentTarget.value)}>
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

render(<Portal />, document.getElementById("app"));
