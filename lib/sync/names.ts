/** A name as people compare them: "Bakker B.V." is "bakker bv". */
export const foldName = (text: string): string => text.toLocaleLowerCase().replace(/[\s.,'-]+/g, '');

export const sameName = (a: string, b: string): boolean => foldName(a) === foldName(b);
