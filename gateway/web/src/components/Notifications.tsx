import '@mantine/notifications/styles.css';

/** Apart, so that its code and styles are a file of their own (Messages). */
export { Notifications } from '@mantine/notifications';
