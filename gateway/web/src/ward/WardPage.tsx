export function WardPage() { return null; }
