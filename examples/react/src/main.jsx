import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import "../../shared/portal.css";
import { Portal } from "./portal.jsx";

createRoot(document.getElementById("app")).render(
  <StrictMode>
    <Portal />
  </StrictMode>,
);
