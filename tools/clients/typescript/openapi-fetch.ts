/** The tour with openapi-fetch: types from the document, nothing written by hand about its shape. */
import createClient from "openapi-fetch";
import { granted, held } from "./answer.js";
import type { paths } from "./document.js";
import type { Person } from "./tour.js";

export async function signIn(baseUrl: string, email: string, password: string): Promise<Person> {
  const api = createClient<paths>({ baseUrl });
  const { access_token } = granted(await api.POST("/v1/auth/token", { body: { email, password } }));
  api.use({
    onRequest({ request }) {
      request.headers.set("Authorization", `Bearer ${access_token}`);
      return request;
    },
  });

  const on = (milestone: string) => ({ params: { path: { milestone } } });
  const onHeld = async (milestone: string) => {
    const header = held(await api.GET("/v1/milestones/{milestone}", on(milestone)));
    return { params: { path: { milestone }, header } };
  };
  return {
    portfolio: async (programme) =>
      granted(await api.GET("/v1/programmes/{programme}/portfolio", { params: { path: { programme } } })).projects,
    plan: async (project, body) =>
      granted(await api.POST("/v1/projects/{project}/milestones", { params: { path: { project } }, body })),
    start: async (m) => granted(await api.POST("/v1/milestones/{milestone}/start", await onHeld(m))),
    log: async (project, body, key) => {
      const params = { path: { project }, header: { "Idempotency-Key": key } };
      return granted(await api.POST("/v1/projects/{project}/progress-entries", { params, body }));
    },
    submit: async (m) => {
      const answer = await api.POST("/v1/milestones/{milestone}/submit", await onHeld(m));
      return answer.error ? { refusal: answer.error } : { milestone: granted(answer) };
    },
    link: async (m, body) => granted(await api.POST("/v1/milestones/{milestone}/evidence", { ...on(m), body })),
    upload: async (m, { type, title, file }) => {
      const form = new FormData();
      form.append("type", type);
      form.append("title", title);
      form.append("file", file);
      // The type of a file is a string: it is the form that is sent.
      const sent = { body: { type, title, file: file.name }, bodySerializer: () => form };
      return granted(await api.POST("/v1/milestones/{milestone}/evidence/files", { ...on(m), ...sent }));
    },
    download: async (id) =>
      granted(await api.GET("/v1/evidence/{id}/content", { params: { path: { id } }, parseAs: "blob" })),
    accept: async (m) => granted(await api.POST("/v1/milestones/{milestone}/accept", await onHeld(m))),
    history: async (m) => granted(await api.GET("/v1/milestones/{milestone}/history", on(m))),
  };
}
