using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using MimeKit;
using SmtpServer;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Platform.Identity.Tests;

/// <summary>A mail as the server took it.</summary>
public sealed record TakenMail(string To, MimeMessage Message)
{
    public string Subject => Message.Subject!;

    public string Body => Message.TextBody!.ReplaceLineEndings("\r\n");

    public string MessageId => Message.MessageId!;
}

/// <summary>A mail server that takes mail and refuses as told.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _server;

    public SmtpSink()
    {
        var parts = new SmtpServer.ComponentModel.ServiceProvider();
        parts.Add(new Store(this));
        parts.Add(new Filter(this));
        var options = new SmtpServerOptionsBuilder().ServerName("sink").Endpoint(e => e.Endpoint(new IPEndPoint(IPAddress.Loopback, Port))).Build();
        _server = new SmtpServer.SmtpServer(options, parts).StartAsync(_stop.Token);
    }

    public int Port { get; } = Local.Ports.Free(1)[0];

    public ConcurrentQueue<TakenMail> Mails { get; } = new();

    /// <summary>The answer to RCPT TO; null takes the recipient.</summary>
    public Func<string, SmtpResponse?> Refuse { get; set; } = _ => null;

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
        await _server;
        _stop.Dispose();
    }

    private sealed class Store(SmtpSink sink) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            using var bytes = new MemoryStream(buffer.ToArray());
            var mail = new TakenMail(transaction.To.Single().AsAddress(), await MimeMessage.LoadAsync(bytes, CancellationToken.None));
            sink.Mails.Enqueue(mail);
            await sink.BeforeAnswer(mail);
            return SmtpResponse.Ok;
        }
    }

    private sealed class Filter(SmtpSink sink) : MailboxFilter
    {
        public override Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
            sink.Refuse(to.AsAddress()) is { } refusal ? throw new SmtpResponseException(refusal) : Task.FromResult(true);
    }
}
