/** Where to go after sign-in: only an address inside these pages. */
export function returnAddress(wanted: string | null): string {
  return wanted && /^\/(?![/\\])/.test(wanted) && !wanted.startsWith('/dang-nhap') ? wanted : '/';
}
