using System.Text.Json;
using Huracan.Api.Keys;
using Huracan.Contracts;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Huracan.Api.Documents;

/// <summary>The API's description of itself: <c>/openapi/v1.json</c>.</summary>
internal static class DocumentServices
{
    /// <summary>Path of the document.</summary>
    public const string Path = $"/openapi/{Name}.json";

    private const string Name = "v1";

    public static IServiceCollection AddDocuments(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.AddDocumentTransformer(DescribeAsync);
        options.AddSchemaTransformer(DescribeSchemaAsync);
        options.CreateSchemaReferenceId = type =>
            (Nullable.GetUnderlyingType(type.Type) ?? type.Type) == typeof(JsonElement)
                ? null // any JSON needs no name
                : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
    });

    public static void MapDocuments(this IEndpointRouteBuilder routes) => routes.MapOpenApi();

    private static Task DescribeAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "Huracan", Version = Name, Description = "Runs, units, models and what may be traded." };
        document.Servers = []; // the caller knows the address already
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["key"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = KeyAuthentication.Header,
            },
            ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] },
        ];
        return Task.CompletedTask;
    }

    /// <summary>Describes types that our JSON converters write differently.</summary>
    private static Task DescribeSchemaAsync(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(Timeframe))
            (schema.Type, schema.Pattern, schema.Description) =
                (JsonSchemaType.String, "^[0-9]{1,4}[mhd]$", "Minutes, hours or days, such as 15m, 4h, 1d");
        else if (type == typeof(UnitId))
            (schema.Type, schema.Pattern) = (JsonSchemaType.String, "^[A-Z0-9]{2,30}/[0-9]{1,4}[mhd]$");
        else if (type == typeof(double) || type == typeof(float))
            (schema.Type, schema.Format) = (
                JsonSchemaType.Number | (type == context.JsonTypeInfo.Type ? 0 : JsonSchemaType.Null),
                type == typeof(double) ? "double" : "float");
        return Task.CompletedTask;
    }
}
