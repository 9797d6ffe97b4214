import { Show, createEffect, createSignal } from "solid-js";
import { render } from "solid-js/web";

import { words } from "../shared/words.js";
import { Conversation } from "./conversation.jsx";
import { Form } from "./form.jsx";
import { List } from "./list.jsx";
import { createList } from "./create-list.js";

export { createApi } from "../shared/api.js";
export { default as style } from "../shared/style.js";

/** Draws it into a shadow root; what comes back takes it away. */
export const mount = (root, api) => render(() => <App api={api} root={root} />, root);

/** Form and list, and the conversation that is open in the form's place. */
function App(props) {
  const [view, setView] = createSignal({ name: "form" });
  const list = createList(props.api);
  const open = (id) => setView({ name: "conversation", id });
  const showForm = () => setView({ name: "form" });
  const showList = () => setView({ name: "list" });
  const goBack = () => setView(({ id }) => ({ name: "list", from: id }));
  createEffect(() => {
    const { from } = view();
    if (from) (props.root.querySelector(`.rows [data-conversation="${from}"]`) ?? props.root.querySelector("#list-title")).focus();
  });
  return (
    <div class="support" lang="en" dir="ltr">
      <div class="frame" data-part="whole" data-view={view().name}>
        <nav class="views" part="views" aria-label={words.views}>
          <button type="button" aria-current={view().name === "form" ? "true" : "false"} onClick={showForm}>{words.formTitle}</button>
          <button type="button" aria-current={view().name !== "form" ? "true" : "false"} onClick={showList}>{words.listTitle}</button>
        </nav>
        <section class="pane form-pane" part="form" aria-labelledby="form-title">
          <h2 id="form-title" part="heading">{words.formTitle}</h2>
          <Form api={props.api} onSent={list.add} onOpen={open} onShowList={showList} />
        </section>
        <section class="pane conversation-pane" part="conversation" aria-labelledby="conversation-title" hidden={!view().id}>
          <Show when={view().id} keyed>
            {(id) => <Conversation api={props.api} id={id} known={list.rows().find((row) => row.id === id)} onBack={goBack} />}
          </Show>
        </section>
        <section class="pane list-pane" part="list" aria-labelledby="list-title">
          <h2 id="list-title" part="heading" tabIndex={-1}>{words.listTitle}</h2>
          <List list={list} openId={view().id} onOpen={open} onWrite={showForm} />
        </section>
      </div>
    </div>
  );
}
