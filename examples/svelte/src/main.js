import { mount } from "svelte";

import "../../shared/portal.css";
import Portal from "./Portal.svelte";

mount(Portal, { target: document.getElementById("app") });
