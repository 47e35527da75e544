import { Modal, type ModalProps } from '@mantine/core';
import { useEffect } from 'react';

/**
 * A dialog that is there only while it is open. Mantine's gives the focus back when it is closed, not when it is taken away: then whoever
 * works with the keyboard would start again at the top of the page.
 */
export function Dialog(props: Omit<ModalProps, 'opened'>) {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  return <Modal opened {...props} />;
}
