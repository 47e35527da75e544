import { useAbout } from '../session/session';
import classes from './Layout.module.css';

export function DemoBanner() {
  const about = useAbout();
  if (!about.data?.demo) return null;
  return (
    <aside className={classes.demo} aria-label="Dữ liệu demo">
      Dữ liệu demo: số liệu và tài khoản trên trang này là giả định, không phải của đơn vị nào.
    </aside>
  );
}
