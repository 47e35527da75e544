using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Platform.Reading.Text;
using Platform.ServiceDefaults.Errors;

namespace Platform.ServiceDefaults.Text;

/// <summary>
/// Text comes in composed (<see cref="VietnameseLetters.Compose"/>), so that "Hòa" typed on a Mac or copied from a PDF is the "Hòa" that is
/// stored, compared and searched for: JSON bodies, queries and forms here, uploaded files by their readers.
/// </summary>
public static partial class ComposedText
{
    /// <summary>After routing, which decides on the form's limits, and authorization: nothing of a stranger's body is read.</summary>
    public static void UseComposedText(this WebApplication app)
    {
        var formOptions = app.Services.GetRequiredService<IOptions<FormOptions>>().Value;
        app.Use(async (context, next) =>
        {
            var request = context.Request;
            // Letters beyond ASCII travel as percent signs.
            if (request.QueryString.Value?.Contains('%', StringComparison.Ordinal) is true && Composed(request.Query) is { } query)
                request.Query = new QueryCollection(query);
            if (request.HasFormContentType)
                context.Features.Set<IFormFeature>(new ComposedForm(context.Features.Get<IFormFeature>() ?? new FormFeature(request, formOptions)));
            else if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && IsJson(type))
                await ComposeJsonAsync(request, type);
            await next(context);
        });
    }

    /// <returns>Null when all of it is composed already.</returns>
    private static Dictionary<string, StringValues>? Composed(IEnumerable<KeyValuePair<string, StringValues>> pairs)
    {
        var changed = false;
        var all = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, values) in pairs)
        {
            var composed = values.Select(v => v is null ? null : VietnameseLetters.Compose(v)).ToArray();
            changed |= composed.Zip(values, ReferenceEquals).Contains(false);
            all[key] = composed;
        }
        return changed ? all : null;
    }

    /// <summary>
    /// The body as text, composed. Before it is parsed, not by a converter of strings: that would take the schemas out of the OpenAPI documents.
    /// Nothing but the look at its bytes happens to a body without marks.
    /// </summary>
    private static async Task ComposeJsonAsync(HttpRequest request, MediaTypeHeaderValue type)
    {
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        if (type.Encoding is { } encoding && encoding.CodePage != Encoding.UTF8.CodePage)
        {
            body = new MemoryStream(Encoding.Convert(encoding, Encoding.UTF8, body.GetBuffer(), 0, (int)body.Length));
            type.Charset = Encoding.UTF8.WebName;
            request.ContentType = type.ToString();
        }
        var bytes = body.TryGetBuffer(out var buffer) ? buffer.AsSpan() : body.ToArray();
        if (MayHoldMarks(bytes) && Utf8.IsValid(bytes))
        {
            var text = VietnameseLetters.Compose(Escapes().Replace(Encoding.UTF8.GetString(bytes), Unescaped));
            body = new MemoryStream(Encoding.UTF8.GetBytes(text));
        }
        body.Position = 0;
        request.Body = body;
    }

    /// <summary>Lead bytes of the combining marks and of the eth, or an escape.</summary>
    private static bool MayHoldMarks(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOfAny((byte)0xCC, (byte)0xCD) >= 0 || bytes.IndexOf("\\u"u8) >= 0 || bytes.IndexOf("Ð"u8) >= 0 || bytes.IndexOf("ð"u8) >= 0;

    /// <summary>Letters and marks that were escaped; signs of JSON, control characters and halves of pairs stay escaped.</summary>
    private static string Unescaped(Match escape) => escape.Groups["hex"] is { Success: true } hex
        && (char)ushort.Parse(hex.ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture) is >= '\u00A0' and < '\uD800' and var c ? $"{c}" : escape.Value;

    private static bool IsJson(MediaTypeHeaderValue type) => type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\\(?:u(?<hex>[0-9a-fA-F]{4})|.)", RegexOptions.Singleline)]
    private static partial Regex Escapes();

    private sealed class ComposedForm(IFormFeature inner) : IFormFeature
    {
        private IFormCollection? _form;

        public bool HasFormContentType => inner.HasFormContentType;

        public IFormCollection? Form
        {
            get => _form;
            set => _form = value;
        }

        public IFormCollection ReadForm() => _form ??= Of(inner.ReadForm());

        public async Task<IFormCollection> ReadFormAsync(CancellationToken cancellationToken)
        {
            try
            {
                return _form ??= Of(await inner.ReadFormAsync(cancellationToken));
            }
            catch (Exception error) when (RequestBodies.IsUnknownCharset(error))
            {
                throw new BadHttpRequestException("A part of the form is in an unknown encoding.", StatusCodes.Status415UnsupportedMediaType, error);
            }
        }

        private static IFormCollection Of(IFormCollection form) => Composed(form) is { } fields ? new FormCollection(fields, form.Files) : form;
    }
}
