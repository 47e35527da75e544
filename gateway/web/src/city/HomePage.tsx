import { Navigate } from 'react-router';
import { rights, useSession } from '../session/session';
import { CityPage } from './CityPage';

/** The Department starts at the whole city, everybody else at their own unit. */
export function HomePage() {
  const session = useSession();
  return rights.seesCity(session) ? <CityPage unit={session.unit} /> : <Navigate to={`/don-vi/${session.unit}`} replace />;
}
