/** Lines of the document, the first is 1, both ends inclusive. */
export interface Lines {
  from: number;
  to: number;
}
