/** How the pages look and behave. Settings of the emulator; a query of the same name overrides them (`?dark=1`). */
export interface PageOptions {
  /** No anchor that anybody has seen before. */
  redesigned: boolean;
  /** The heading is replaced several times after the page has loaded. */
  swapping: boolean;
  dark: boolean;
  /** Scripts that press foreign buttons, and an invisible layer over everything. */
  hostile: boolean;
  /** Bills have the heading of sales documents too. */
  salesHeaderOnBills: boolean;
  /** Milliseconds until the content is filled in. */
  late: number;
}

export const usualPages: PageOptions = { redesigned: false, swapping: false, dark: false, hostile: false, salesHeaderOnBills: false, late: 300 };

/** The options for one request. */
export function optionsFor(defaults: PageOptions, url: URL): PageOptions {
  const flag = (name: Exclude<keyof PageOptions, 'late'>): boolean => {
    const given = url.searchParams.get(name);
    return given === null ? defaults[name] : given === '1';
  };
  const late = Number(url.searchParams.get('late') ?? defaults.late);
  return {
    redesigned: flag('redesigned'),
    swapping: flag('swapping'),
    dark: flag('dark'),
    hostile: flag('hostile'),
    salesHeaderOnBills: flag('salesHeaderOnBills'),
    late: Number.isFinite(late) ? late : defaults.late,
  };
}
