export function Emblem({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#1d4e89" />
      <path d="M7 23V15h4v8zm7 0V9h4v14zm7 0V12h4v11z" fill="#fff" />
    </svg>
  );
}
