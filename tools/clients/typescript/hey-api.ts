/** The tour with the client of hey-api: functions named by the operations. */
import { granted, held } from "./answer.js";
import { createClient } from "./generated/hey-api/client/index.js";
import * as api from "./generated/hey-api/index.js";
import type { Person } from "./tour.js";

export async function signIn(baseUrl: string, email: string, password: string): Promise<Person> {
  const client = createClient({ baseUrl });
  const { access_token } = granted(await api.createToken({ client, body: { email, password } }));
  client.setConfig({ auth: access_token });

  const on = (milestone: string) => ({ client, path: { milestone } });
  const onHeld = async (milestone: string) => {
    const headers = held(await api.getMilestone(on(milestone)));
    return { ...on(milestone), headers };
  };
  return {
    portfolio: async (programme) => granted(await api.getPortfolio({ client, path: { programme } })).projects,
    plan: async (project, body) => granted(await api.createMilestone({ client, path: { project }, body })),
    start: async (m) => granted(await api.startMilestone(await onHeld(m))),
    log: async (project, body, key) => {
      const headers = { "Idempotency-Key": key };
      return granted(await api.createProgressEntry({ client, path: { project }, headers, body }));
    },
    submit: async (m) => {
      const answer = await api.submitMilestone(await onHeld(m));
      return answer.error ? { refusal: answer.error } : { milestone: granted(answer) };
    },
    link: async (m, body) => granted(await api.createEvidence({ ...on(m), body })),
    upload: async (m, body) => granted(await api.createEvidenceFile({ ...on(m), body })),
    download: async (id) => granted(await api.getEvidenceContent({ client, path: { id }, parseAs: "blob" })),
    accept: async (m) => granted(await api.acceptMilestone(await onHeld(m))),
    history: async (m) => granted(await api.listMilestoneHistory(on(m))),
  };
}
