using System.Globalization;

namespace Platform.LoadTests.Running;

/// <summary>What a scenario can be told.</summary>
/// <param name="Short">
/// A small amount of everything: shows that the scenario runs and its answers are right. Budgets of time are told and not held: the machine may be busy.
/// </param>
/// <param name="Rounds">How many times <c>deadline-nation</c> comes; more than two to see whether memory grows.</param>
public sealed record LoadOptions(bool Short, int Rounds)
{
    /// <exception cref="ArgumentException">An option that is none.</exception>
    public static LoadOptions Parse(string[] args)
    {
        var options = new LoadOptions(false, 1);
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--short" => options with { Short = true },
                "--rounds" when ++i < args.Length && int.TryParse(args[i], CultureInfo.InvariantCulture, out var rounds) && rounds > 0 => options with { Rounds = rounds },
                var other => throw new ArgumentException($"Not an option: {other}; there are --short and --rounds N."),
            };
        }
        return options;
    }
}
