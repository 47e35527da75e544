using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Platform.Identity.Tests;

/// <summary>A mail as the server took it.</summary>
public sealed record TakenMail(string To, string Raw)
{
    public string Header(string name)
    {
        var head = Raw[..Raw.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal);
        return head.Split("\r\n").Single(l => l.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase))[(name.Length + 1)..].Trim();
    }

    /// <summary>RFC 2047: one or more encoded words.</summary>
    public string Subject
    {
        get
        {
            var words = Header("Subject").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Split('?')).ToList();
            Assert.All(words, w => Assert.Equal(("=", "utf-8", "B"), (w[0], w[1].ToLowerInvariant(), w[2].ToUpperInvariant())));
            return Encoding.UTF8.GetString([.. words.SelectMany(w => Convert.FromBase64String(w[3]))]);
        }
    }

    public string Body
    {
        get
        {
            Assert.Equal("base64", Header("Content-Transfer-Encoding"));
            Assert.Contains("utf-8", Header("Content-Type"), StringComparison.OrdinalIgnoreCase);
            return Encoding.UTF8.GetString(Convert.FromBase64String(Raw[(Raw.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].Replace("\r\n", "", StringComparison.Ordinal)));
        }
    }
}

/// <summary>A mail server that speaks as much of RFC 5321 as a sender needs, takes mail, and refuses as told.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public SmtpSink()
    {
        _listener.Start();
        _loop = ListenAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConcurrentQueue<TakenMail> Mails { get; } = new();

    /// <summary>The answer to RCPT TO; null takes the recipient.</summary>
    public Func<string, string?> Refuse { get; set; } = _ => null;

    /// <summary>Runs when a whole mail has come in, before it is answered: the moment in which a sender can die without knowing.</summary>
    public Func<TakenMail, Task> BeforeAnswer { get; set; } = _ => Task.CompletedTask;

    public Dictionary<string, string?> Settings => new()
    {
        ["Smtp:Host"] = "127.0.0.1",
        ["Smtp:Port"] = $"{Port}",
        ["Smtp:StartTls"] = "false",
        ["Smtp:From"] = "cchc@haiphong.example",
        ["Smtp:PublicUrl"] = "https://cchc.example",
        // The tests send when they want to.
        ["Smtp:PollSeconds"] = "86400",
    };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _stop.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
                _ = TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
                await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { AutoFlush = true, NewLine = "\r\n" };
                await writer.WriteLineAsync("220 sink ESMTP");
                var to = "";
                while (await reader.ReadLineAsync(_stop.Token) is { } line)
                {
                    switch (line.Split(' ', ':')[0].ToUpperInvariant())
                    {
                        case "EHLO" or "HELO" or "MAIL" or "RSET":
                            await writer.WriteLineAsync("250 ok");
                            break;
                        case "RCPT":
                            to = line.Split('<', '>')[1];
                            await writer.WriteLineAsync(Refuse(to) ?? "250 ok");
                            break;
                        case "DATA":
                            await writer.WriteLineAsync("354 go on");
                            var mail = new TakenMail(to, await ReadDataAsync(reader));
                            Mails.Enqueue(mail);
                            await BeforeAnswer(mail);
                            await writer.WriteLineAsync("250 taken");
                            break;
                        case "QUIT":
                            await writer.WriteLineAsync("221 bye");
                            return;
                        default:
                            await writer.WriteLineAsync("502 unknown");
                            break;
                    }
                }
            }
            catch (Exception error) when (error is IOException or OperationCanceledException)
            {
                // The sender has gone; that is a case under test.
            }
        }
    }

    private static async Task<string> ReadDataAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
            text.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
        return text.ToString();
    }
}
