import { createApp } from "vue";

import "../../shared/portal.css";
import Portal from "./Portal.vue";

createApp(Portal).mount("#app");
