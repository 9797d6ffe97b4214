import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  base: "./",
  publicDir: "../shared/public",
  // Vite's dev server would move the loader away from the files beside it.
  optimizeDeps: { exclude: ["support-widget"] },
  // A running demo answers: `cargo xtask demo`.
  server: { proxy: { "/support": "http://127.0.0.1:8080", "/portal": "http://127.0.0.1:8080" } },
});
