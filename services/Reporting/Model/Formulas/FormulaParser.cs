using System.Globalization;

namespace Platform.Reporting.Model.Formulas;

/// <summary>Reads a formula, or says in Vietnamese where it cannot be read. Numbers are written with a point: 0.5.</summary>
public sealed class FormulaParser
{
    public const int LongestText = 500;
    private const int Deepest = 40;

    private static readonly Dictionary<string, (int Least, int Most)> Functions = new()
    {
        ["sum"] = (1, 100),
        ["min"] = (1, 100),
        ["max"] = (1, 100),
        ["round"] = (2, 2),
        ["if"] = (3, 3),
    };

    private readonly string _text;
    private int _at;
    private int _depth;

    private FormulaParser(string text) => _text = text;

    public static (Formula? Formula, string? Error) Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return (null, "Công thức trống.");
        if (text.Length > LongestText)
            return (null, $"Công thức dài {text.Length} ký tự, tối đa {LongestText}.");
        var parser = new FormulaParser(text);
        try
        {
            var formula = parser.Comparison();
            parser.Skip();
            return parser._at == text.Length ? (formula, null) : (null, parser.Unexpected());
        }
        catch (FormatException error)
        {
            return (null, error.Message);
        }
    }

    private Formula Comparison()
    {
        if (++_depth > Deepest)
            throw new FormatException($"Công thức lồng nhau quá {Deepest} tầng.");
        var left = Sum();
        if (Take("<=", ">=", "<>", "<", ">", "=") is { } sign)
            left = new Formula.Operation(sign, left, Sum());
        _depth--;
        return left;
    }

    private Formula Sum()
    {
        var left = Product();
        while (Take("+", "-") is { } sign)
            left = new Formula.Operation(sign, left, Product());
        return left;
    }

    private Formula Product()
    {
        var left = Factor();
        while (Take("*", "/") is { } sign)
            left = new Formula.Operation(sign, left, Factor());
        return left;
    }

    private Formula Factor()
    {
        if (Take("-") is not null)
        {
            if (++_depth > Deepest)
                throw new FormatException($"Công thức lồng nhau quá {Deepest} tầng.");
            var negated = new Formula.Operation("-", new Formula.Number(0), Factor());
            _depth--;
            return negated;
        }
        if (Take("(") is not null)
        {
            var inner = Comparison();
            Expect(")");
            return inner;
        }
        Skip();
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '_' or '.'))
            _at++;
        var word = _text[start.._at];
        if (word.Length == 0)
            throw new FormatException(Unexpected());
        if (char.IsAsciiDigit(word[0]))
        {
            return decimal.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && word[^1] != '.'
                ? new Formula.Number(number)
                : throw new FormatException($"“{word}” không phải là số.");
        }
        if (word[0] == '.')
            throw new FormatException($"“{word}” không phải là số.");
        return Take("(") is null ? new Formula.ItemValue(word) : Call(word.ToLowerInvariant());
    }

    private Formula.Call Call(string name)
    {
        if (!Functions.TryGetValue(name, out var count))
            throw new FormatException($"Không có hàm “{name}”; có: {string.Join(", ", Functions.Keys)}.");
        var arguments = new List<Formula> { Comparison() };
        while (Take(",", ";") is not null)
            arguments.Add(Comparison());
        Expect(")");
        if (arguments.Count < count.Least || arguments.Count > count.Most)
            throw new FormatException(
                $"Hàm {name} cần {(count.Least == count.Most ? "" : "từ ")}{count.Least} tham số, nhận được {arguments.Count}.");
        return new(name, arguments);
    }

    private string? Take(params ReadOnlySpan<string> signs)
    {
        Skip();
        foreach (var sign in signs)
        {
            if (string.CompareOrdinal(_text, _at, sign, 0, sign.Length) != 0)
                continue;
            _at += sign.Length;
            return sign;
        }
        return null;
    }

    private void Expect(string sign)
    {
        if (Take(sign) is null)
            throw new FormatException($"Thiếu “{sign}” ở vị trí {_at + 1}.");
    }

    private void Skip()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }

    private string Unexpected() => _at < _text.Length ? $"Không hiểu “{_text[_at]}” ở vị trí {_at + 1}." : "Công thức chưa hết.";
}
