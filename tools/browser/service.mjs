/** The service, asked beside the page: what it answers is what the page must show. */

/** Reads as an account does: `read(path)` gives JSON, `picture(path)` the SVG. */
export async function reader(base, { email, password }) {
  const signedIn = await fetch(new URL('v1/auth/token', base), {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ email, password }),
  });
  const { access_token: token } = await signedIn.json();
  const asked = async (path, accept) => {
    const headers = { Authorization: `Bearer ${token}`, Accept: accept, 'Accept-Language': 'fr' };
    const answer = await fetch(new URL(path, base), { headers });
    if (!answer.ok) throw new Error(`GET ${path} answers ${answer.status}`);
    return answer;
  };
  return {
    read: async (path) => (await asked(path, 'application/json')).json(),
    picture: async (path) => (await asked(path, 'image/svg+xml')).text(),
  };
}
