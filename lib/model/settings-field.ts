/** One field of a host's or a ledger's settings, as a form offers it. */
export interface SettingsField {
  /** Its name in the settings ("clientId"). */
  name: string;
  label: string;
  /** `site`: an origin, typed as people do; `redirect`: nothing to type but the address the other side must be given. */
  kind: 'text' | 'secret' | 'choice' | 'site' | 'redirect';
  hint?: string;
  placeholder?: string;
  /** What is said when it is left empty, or is no site; without it, it may be left empty. */
  needed?: string;
  /** Of a choice: value and label. The first holds until another is chosen. */
  choices?: readonly (readonly [value: string, label: string])[];
  /** What a value must look like, and what is said when it does not. */
  shape?: { pattern: RegExp; says: string };
}

/** The fields of one system, in the order they are looked up. */
export interface SettingsForm<System extends string = string> {
  system: System;
  name: string;
  fields: readonly SettingsField[];
}
