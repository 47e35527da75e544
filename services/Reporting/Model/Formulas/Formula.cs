namespace Platform.Reporting.Model.Formulas;

/// <summary>
/// An expression over items: <c>+ - * /</c>, parentheses, comparisons, <c>sum min max round if</c>. Decimal throughout.
/// What is not known (an empty item, a division by zero, a number too large) makes the result unknown; only <c>sum</c>, <c>min</c>
/// and <c>max</c> pass over empty items, and are unknown when all are.
/// </summary>
public abstract record Formula
{
    /// <returns>Null when it is not known.</returns>
    public decimal? Evaluate(Func<string, decimal?> item)
    {
        try
        {
            return Value(item);
        }
        catch (OverflowException)
        {
            // Larger than decimal holds: no figure of a report is.
            return null;
        }
    }

    /// <summary>Codes of the items it reads.</summary>
    public IEnumerable<string> Items => this switch
    {
        ItemValue i => [i.Code],
        Operation o => o.Left.Items.Concat(o.Right.Items),
        Call c => c.Arguments.SelectMany(a => a.Items),
        _ => [],
    };

    protected abstract decimal? Value(Func<string, decimal?> item);

    public sealed record Number(decimal Constant) : Formula
    {
        protected override decimal? Value(Func<string, decimal?> item) => Constant;
    }

    public sealed record ItemValue(string Code) : Formula
    {
        protected override decimal? Value(Func<string, decimal?> item) => item(Code);
    }

    /// <param name="Sign">One of + - * / &lt; &lt;= &gt; &gt;= = &lt;&gt;; a comparison is 1 when it holds, else 0.</param>
    public sealed record Operation(string Sign, Formula Left, Formula Right) : Formula
    {
        protected override decimal? Value(Func<string, decimal?> item)
        {
            if (Left.Value(item) is not { } l || Right.Value(item) is not { } r)
                return null;
            return Sign switch
            {
                "+" => l + r,
                "-" => l - r,
                "*" => l * r,
                "/" => r == 0 ? null : l / r,
                "<" => Truth(l < r),
                "<=" => Truth(l <= r),
                ">" => Truth(l > r),
                ">=" => Truth(l >= r),
                "=" => Truth(l == r),
                _ => Truth(l != r),
            };
        }

        private static decimal Truth(bool holds) => holds ? 1 : 0;
    }

    /// <param name="Name">sum, min, max, round or if.</param>
    public sealed record Call(string Name, IReadOnlyList<Formula> Arguments) : Formula
    {
        protected override decimal? Value(Func<string, decimal?> item) => Name switch
        {
            "round" => Arguments[0].Value(item) is { } value && Arguments[1].Value(item) is { } places and >= 0 and <= 10
                ? decimal.Round(value, (int)places, MidpointRounding.AwayFromZero)
                : null,
            "if" => Arguments[0].Value(item) is { } condition ? Arguments[condition != 0 ? 1 : 2].Value(item) : null,
            _ => Known(item) is { Count: > 0 } known ? Name switch { "sum" => known.Sum(), "min" => known.Min(), _ => known.Max() } : null,
        };

        private List<decimal> Known(Func<string, decimal?> item) => [.. Arguments.Select(a => a.Value(item)).OfType<decimal>()];
    }
}
