/** The tour with the client of openapi-generator (`typescript-fetch`): a class for each tag, which throws refusals. */
import * as api from "./generated/openapi-generator/index.js";
import type { Person, Problem } from "./tour.js";

export async function signIn(basePath: string, email: string, password: string): Promise<Person> {
  const stranger = new api.Configuration({ basePath });
  const { access_token } = await new api.AuthApi(stranger).createToken({ Credentials: { email, password } });
  const mine = new api.Configuration({ basePath, accessToken: access_token });
  const milestones = new api.MilestonesApi(mine);

  const onHeld = async (milestone: string) => {
    const { raw } = await milestones.getMilestoneRaw({ milestone });
    const tag = raw.headers.get("ETag");
    if (!tag) throw new Error("an answer without a tag");
    return { milestone, If_Match: tag };
  };
  return {
    portfolio: async (programme) => (await new api.PortfolioApi(mine).getPortfolio({ programme })).projects,
    plan: (project, plan) => milestones.createMilestone({ project, NewMilestone: plan }),
    start: async (m) => milestones.startMilestone(await onHeld(m)),
    log: (project, entry, key) =>
      new api.ProgressApi(mine).createProgressEntry({ project, NewProgressEntry: entry, Idempotency_Key: key }),
    submit: async (m) => {
      try {
        return { milestone: await milestones.submitMilestone(await onHeld(m)) };
      } catch (thrown) {
        if (!(thrown instanceof api.ResponseError)) throw thrown;
        return { refusal: (await thrown.response.json()) as Problem };
      }
    },
    link: (milestone, evidence) => milestones.createEvidence({ milestone, NewEvidence: evidence }),
    upload: (milestone, evidence) => milestones.createEvidenceFile({ milestone, ...evidence }),
    download: (id) => milestones.getEvidenceContent({ id }),
    accept: async (m) => milestones.acceptMilestone(await onHeld(m)),
    history: (milestone) => new api.HistoryApi(mine).listMilestoneHistory({ milestone }),
  };
}
