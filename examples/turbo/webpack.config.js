export default {
  mode: "production",
  entry: "./src/portal.js",
  output: { filename: "portal.js", publicPath: "/", clean: true },
  performance: { hints: false },
};
