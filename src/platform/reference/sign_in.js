
// Signing in, above the operations: with an account that the service shows (the demonstration's), or with an address
// and a password. The token is kept by the page alone, and ends with it.
(async () => {
  "use strict";

  const answer = await fetch("accounts.json");
  const accounts = answer.ok ? await answer.json() : [];

  const form = document.createElement("form");
  form.style.cssText = "display: flex; flex-wrap: wrap; gap: 1em; align-items: baseline; max-width: 1460px; margin: 0 auto; padding: 1em 20px; font: 14px sans-serif";
  const said = document.createElement("output");
  said.setAttribute("role", "status");

  // A label around a field.
  const labelled = (text, field) => {
    const label = document.createElement("label");
    label.append(text, " ", field);
    return label;
  };

  const field = (type, autocomplete) => {
    const input = document.createElement("input");
    Object.assign(input, { type, autocomplete, required: true });
    return input;
  };

  const signIn = async (email, password) => {
    said.value = "";
    const answer = await fetch("../v1/auth/token", {
      method: "POST",
      headers: { "Content-Type": "application/json", "Accept-Language": "en" },
      body: JSON.stringify({ email, password }),
    });
    const body = await answer.json();
    if (!answer.ok) {
      said.value = body.detail;
      return;
    }
    window.ui.preauthorizeApiKey("bearer", body.access_token);
    const until = new Date(Date.now() + body.expires_in * 1000);
    said.value = `Signed in as ${email} until ${until.toLocaleTimeString()}.`;
  };

  if (accounts.length > 0) {
    const choice = document.createElement("select");
    choice.add(new Option("nobody", ""));
    accounts.forEach((account, position) => choice.add(new Option(`${account.role}: ${account.email}`, position)));
    choice.addEventListener("change", () => {
      const account = accounts[choice.value];
      if (account) {
        signIn(account.email, account.password);
      } else {
        window.ui.authActions.logout(["bearer"]);
        said.value = "";
      }
    });
    form.append(labelled("Sign in as", choice));
  } else {
    const [email, password] = [field("email", "username"), field("password", "current-password")];
    const button = document.createElement("button");
    button.textContent = "Sign in";
    form.append(labelled("Address", email), labelled("Password", password), button);
    form.addEventListener("submit", () => signIn(email.value, password.value));
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.append(said);
  document.getElementById("swagger-ui").before(form);
})();
