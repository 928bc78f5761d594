/** The form that signs in. */

import { Problem, shownAccounts, signIn } from './api.js';
import { element, heading, paragraphs } from './elements.js';
import { say } from './texts.js';

/** `arrive` is called once somebody is signed in; `notice` says why the form is shown again. */
export async function signInView(arrive, notice) {
  const alert = element('div', { role: 'alert', id: 'refusal' }, notice ?? '');
  const email = field('email', say.email, { type: 'email', autocomplete: 'username' });
  const password = field('password', say.password, { type: 'password', autocomplete: 'current-password' });
  const submit = async (event) => {
    event.preventDefault();
    alert.replaceChildren();
    try {
      await signIn(email.input.value, password.input.value);
      await arrive();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      alert.replaceChildren(...paragraphs([problem.message, ...problem.sentences]));
    }
  };
  const form = element('form', { class: 'sign-in', submit },
    email.row, password.row, alert, element('button', { class: 'main-action' }, say.signIn));
  const fill = (account) => {
    email.input.value = account.email;
    password.input.value = account.password;
    form.requestSubmit();
  };
  const accounts = await shownAccounts();
  return {
    title: say.signIn,
    content: [
      heading(say.signIn), element('p', { class: 'lead' }, say.signInLead), form,
      accounts.length > 0 && shown(accounts, fill),
    ],
  };
}

function shown(accounts, fill) {
  return element('section', { class: 'accounts', 'aria-labelledby': 'accounts' },
    element('h2', { id: 'accounts' }, say.accounts),
    element('ul', {}, ...accounts.map((account) => element('li', {},
      element('button', { type: 'button', click: () => fill(account) }, account.email)))));
}

function field(id, label, attributes) {
  const input = element('input', { id, name: id, required: true, 'aria-describedby': 'refusal', ...attributes });
  return { input, row: element('p', {}, element('label', { for: id }, label), input) };
}
