import type { HostSurvey } from '../hosts/survey';
import type { Company } from '../ledgers/ledger';
import type { Finding } from '../model/check-up';

/** What calls have shown of a right. */
export type RightSeen = 'granted' | 'refused';

/** What the check-up learned by calls: kept, so that what follows from it can be said anew when a mapping was set. */
export interface CheckUpLook {
  survey: HostSurvey | null;
  /** Why there is none, in one sentence. */
  surveyTrouble?: string;
  company: Company | null;
  companyTrouble?: string;
  /** Set where the sign-in itself was refused. */
  signInTrouble?: string;
  /** Why the reference data was not read anew. */
  referenceTrouble?: string;
  /** By the rights' names. */
  rights: Record<string, RightSeen>;
}

/** A check-up as it was last done. */
export interface CheckUpRow {
  at: number;
  /** Set while it runs; a worker that dies leaves it behind. */
  runningSince?: number;
  findings: Finding[];
  look: CheckUpLook;
  /** Made by it. */
  calls: { host: number; ledger: number };
}
