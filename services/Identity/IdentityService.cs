using Microsoft.Extensions.Options;
using Platform.Identity.Calendar;
using Platform.Identity.Clients;
using Platform.Identity.Inbox;
using Platform.Identity.Keys;
using Platform.Identity.Mail;
using Platform.Identity.OrgUnits;
using Platform.Identity.SignIn;
using Platform.Identity.Storage;
using Platform.Identity.Tokens;
using Platform.Identity.Users;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;

namespace Platform.Identity;

/// <summary>Org units, users, API clients, tokens, the working-day calendar, and everybody's inbox.</summary>
public static class IdentityService
{
    public static WebApplication Create(string[] args)
    {
        var builder = PlatformHost.CreateBuilder("Identity", args);
        builder.AddPlatformDb<IdentityDb>("identity");
        builder.Services.AddSingleton<UnitList>();
        builder.Services.AddSingleton<IOrgUnits>(services => services.GetRequiredService<UnitList>());
        builder.Services.AddOptions<KeyOptions>().BindConfiguration(KeyOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<KeyOptions>, KeyOptionsCheck>();
        builder.Services.AddSingleton<KeySeal>();
        builder.Services.AddSingleton<SigningKeys>();
        builder.Services.AddSingleton<KeyRotation>();
        builder.Services.AddHostedService(services => services.GetRequiredService<KeyRotation>());
        builder.Services.AddSingleton<StoredRevocations>();
        builder.Services.AddSingleton<IRevocationSource>(services => services.GetRequiredService<StoredRevocations>());
        builder.Services.AddSingleton<TokenIssuer>();
        builder.Services.AddSingleton<Passwords>();
        builder.Services.AddScoped<FirstUsers>();
        builder.Services.AddOptions<SmtpOptions>().BindConfiguration(SmtpOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<SmtpOptions>, SmtpOptionsCheck>();
        builder.Services.AddOptions<InboxOptions>().BindConfiguration(InboxOptions.Section);
        builder.Services.AddHostedService<MailSender>();
        builder.Services.AddHostedService<InboxSweep>();
        builder.Services.AddHostedService<TokenSweep>();

        var app = builder.Build().UsePlatform();
        app.MapTokens();
        app.MapRevoke();
        app.MapDiscovery();
        app.MapOrgUnits();
        app.MapUsers();
        app.MapChangeUser();
        app.MapChangeOffice();
        app.MapCalendar();
        app.MapNoticeEvents();
        app.MapInbox();
        app.MapMarks();
        app.MapPreferences();
        app.MapMails();
        app.MapClients();
        app.MapChangeClient();
        app.MapOutbox<IdentityDb>("/api/identity");
        var grpc = app.For(Rights.Anyone);
        grpc.MapGrpcService<RevocationsGrpc>();
        grpc.MapGrpcService<OrgUnitsGrpc>();
        grpc.MapGrpcService<OfficesGrpc>();
        grpc.MapGrpcService<ReferencesGrpc>();
        grpc.MapGrpcService<CalendarGrpc>();
        return app;
    }

    /// <summary>Schema, unit list, signing key, first users: everything that must stand before the first request.</summary>
    public static async Task PrepareAsync(this WebApplication app)
    {
        await app.MigrateAsync<IdentityDb>();
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        await OfficialUnits.SeedAsync(db);
        await PublicHolidays.SeedAsync(db);
        await app.Services.GetRequiredService<UnitList>().LoadAsync(db);
        await StandardOffices.SeedAsync(db, app.Services.GetRequiredService<UnitList>(), PlatformCity.Of(app.Configuration));
        await app.Services.GetRequiredService<KeyRotation>().RotateAsync(default);
        await scope.ServiceProvider.GetRequiredService<FirstUsers>().EnsureAsync();
    }
}
