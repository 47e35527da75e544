using Platform.Identity;

var app = IdentityService.Create(args);
await app.PrepareAsync();
await app.RunAsync();
