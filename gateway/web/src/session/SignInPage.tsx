import { Alert, Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { type SubmitEvent, useRef, useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { DemoBanner } from '../layout/DemoBanner';
import { Emblem } from '../layout/Emblem';
import { asProblem } from '../api/problem';
import { usePageTitle } from '../layout/usePageTitle';
import { returnAddress } from './returnAddress';
import { useSessionQuery, useSignIn } from './session';
import classes from './SignInPage.module.css';

export function SignInPage() {
  usePageTitle('Đăng nhập');
  const [search] = useSearchParams();
  const session = useSessionQuery();
  const signIn = useSignIn();
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const passwordField = useRef<HTMLInputElement>(null);

  if (session.data) return <Navigate to={returnAddress(search.get('tiep'))} replace />;

  function send(event: SubmitEvent) {
    event.preventDefault();
    setChecked(true);
    if (!userName.trim() || !password) return;
    signIn.mutate(
      { userName: userName.trim(), password },
      {
        onError: () => {
          setPassword('');
          setChecked(false);
          passwordField.current?.focus();
        },
      },
    );
  }

  return (
    <>
      <DemoBanner />
      <main className={classes.page}>
        <Paper className={classes.card} component="form" onSubmit={send} noValidate withBorder>
          <Stack gap="md">
            <div className={classes.brand}>
              <Emblem size={40} />
              <div>
                <Title order={1} size="h3">Nền tảng cải cách hành chính</Title>
                <Text c="dimmed" size="sm">Kế hoạch, nhiệm vụ, chỉ số và báo cáo</Text>
              </div>
            </div>
            {search.has('tiep') && !signIn.isError && (
              <Alert variant="light">Hãy đăng nhập để tiếp tục. Sau đó trang đang xem sẽ mở lại.</Alert>
            )}
            {signIn.isError && (
              <Alert color="red" icon={<IconAlertCircle />} role="alert" title="Chưa đăng nhập được">
                {asProblem(signIn.error).message}
              </Alert>
            )}
            <TextInput
              label="Tên đăng nhập"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              autoFocus
              size="md"
              value={userName}
              onChange={(e) => setUserName(e.currentTarget.value)}
              error={checked && !userName.trim() && 'Chưa nhập tên đăng nhập.'}
            />
            <PasswordInput
              ref={passwordField}
              label="Mật khẩu"
              autoComplete="current-password"
              size="md"
              value={password}
              onChange={(e) => setPassword(e.currentTarget.value)}
              visibilityToggleButtonProps={{ 'aria-label': 'Hiện hoặc ẩn mật khẩu' }}
              error={checked && !password && 'Chưa nhập mật khẩu.'}
            />
            <Button type="submit" size="md" fullWidth loading={signIn.isPending}>Đăng nhập</Button>
            <Text size="sm" c="dimmed">Quên mật khẩu hoặc chưa có tài khoản: liên hệ quản trị của Sở Nội vụ.</Text>
          </Stack>
        </Paper>
      </main>
    </>
  );
}
