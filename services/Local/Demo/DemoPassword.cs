using System.Security.Cryptography;

namespace Platform.Local.Demo;

/// <summary>
/// The one password of all demo users: <c>PLATFORM_DEMO_PASSWORD</c>, else a random one that is printed once, when the demo is
/// loaded for the first time; a later start keeps it.
/// </summary>
public static class DemoPassword
{
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <returns>The password to set; null leaves the users' password as it is.</returns>
    public static string? For(string dataDirectory)
    {
        if (Environment.GetEnvironmentVariable("PLATFORM_DEMO_PASSWORD") is { Length: > 0 } chosen)
            return chosen;
        if (File.Exists(DemoLoader.MarkerIn(dataDirectory)))
        {
            Console.WriteLine("demo users keep the password that was printed at their first start (or set PLATFORM_DEMO_PASSWORD)");
            return null;
        }
        var password = RandomNumberGenerator.GetString(Alphabet, 16);
        Console.WriteLine($"demo password (shown only now): {password}");
        return password;
    }
}
