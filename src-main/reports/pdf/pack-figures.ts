/** Figures onto pages: in their order, but a later one moves up where it fills a page that would stay half empty. */

/** Indices of `heights` (pt) page by page; the first page has `first` pt, others `page` pt. A figure taller than a page stands alone. */
export function packFigures(heights: readonly number[], first: number, page: number): number[][] {
  const left = heights.map((_, i) => i);
  const pages: number[][] = [];
  while (left.length > 0) {
    const current = [left.shift()!];
    let room = (pages.length === 0 ? first : page) - heights[current[0]];
    for (let at = left.findIndex((i) => heights[i] <= room); at >= 0; at = left.findIndex((i) => heights[i] <= room)) {
      const [taken] = left.splice(at, 1);
      room -= heights[taken];
      current.push(taken);
    }
    pages.push(current);
  }
  return pages;
}
