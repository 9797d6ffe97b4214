// The widget's own style sheets, but for those of what twins have not.

import base from "../../../src/view/style/base.css";
import conversation from "../../../src/view/style/conversation.css";
import form from "../../../src/view/style/form.css";
import list from "../../../src/view/style/list.css";
import preferences from "../../../src/view/style/preferences.css";

const sheet = new CSSStyleSheet();
sheet.replaceSync(base + form + list + conversation + preferences);

export default sheet;
