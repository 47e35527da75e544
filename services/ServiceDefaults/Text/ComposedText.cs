using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Platform.Reading.Text;

namespace Platform.ServiceDefaults.Text;

/// <summary>
/// Text comes in composed (<see cref="VietnameseLetters.Compose"/>), so that "Hòa" typed on a Mac or copied from a PDF is the "Hòa" that is
/// stored, compared and searched for: strings of JSON bodies by <see cref="Converter"/>, queries and forms by <see cref="UseComposedText"/>,
/// uploaded files by their readers.
/// </summary>
public static class ComposedText
{
    /// <summary>After routing, which decides on the form's limits.</summary>
    public static void UseComposedText(this WebApplication app)
    {
        var formOptions = app.Services.GetRequiredService<IOptions<FormOptions>>().Value;
        app.Use((context, next) =>
        {
            var request = context.Request;
            // Letters beyond ASCII travel as percent signs.
            if (request.QueryString.Value?.Contains('%', StringComparison.Ordinal) is true && Composed(request.Query) is { } query)
                request.Query = new QueryCollection(query);
            if (request.HasFormContentType)
                context.Features.Set<IFormFeature>(new ComposedForm(context.Features.Get<IFormFeature>() ?? new FormFeature(request, formOptions)));
            return next(context);
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

    /// <summary>For the options that requests are read by.</summary>
    public sealed class Converter : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { } text ? VietnameseLetters.Compose(text) : null;

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }

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

        public async Task<IFormCollection> ReadFormAsync(CancellationToken cancellationToken) => _form ??= Of(await inner.ReadFormAsync(cancellationToken));

        private static IFormCollection Of(IFormCollection form) => Composed(form) is { } fields ? new FormCollection(fields, form.Files) : form;
    }
}
