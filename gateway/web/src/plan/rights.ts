import type { Session } from '../session/session';

/** Who prepares plans of a unit: its officer and leader; the Department for the city and its communes. The service decides. */
export const mayPlanFor = (session: Session, unit: string) =>
  (session.unit === unit && (session.roles.includes('commune-officer') || session.roles.includes('commune-leader'))) || session.roles.includes('city-admin');
