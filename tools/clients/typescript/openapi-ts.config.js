/** What hey-api generates; Node.js wants the extension of what is imported. */
export default {
  input: "../openapi.json",
  output: { path: "generated/hey-api", importFileExtension: ".js" },
  plugins: ["@hey-api/client-fetch", "@hey-api/typescript", "@hey-api/sdk"],
};
