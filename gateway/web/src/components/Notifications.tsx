import { Notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.css';

/** Apart from the start page, which has nothing to tell yet. What is told before it has come waits in the store. */
export default Notifications;
