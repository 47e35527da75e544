import { Button } from '@mantine/core';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { show } from '../testing';
import { Dialog } from './Dialog';

function Opener() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Mở</Button>
      {open && <Dialog onClose={() => setOpen(false)} title="Hỏi"><Button data-autofocus>Đồng ý</Button></Dialog>}
    </>
  );
}

it('gives the focus back to where it was opened', async () => {
  show(<Opener />);
  await userEvent.click(screen.getByRole('button', { name: 'Mở' }));
  await waitFor(() => expect(screen.getByRole('button', { name: 'Đồng ý' })).toHaveFocus());
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.getByRole('button', { name: 'Mở' })).toHaveFocus());
});
