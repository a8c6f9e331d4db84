using System.ComponentModel.DataAnnotations;
using Huracan.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Huracan.Tests.ServiceDefaults;

public class ValidatedOptionsTests
{
    [Fact]
    public void The_errors_of_all_options_are_reported_at_once()
    {
        var errors = Validate(new() { ["Pool:Patience"] = "soon", ["Store:Sort"] = "Up", ["Depot:Size"] = "0", ["Depot:Order"] = "Down" });
        Assert.Equal(
        [
            "Pool: Failed to convert configuration value 'soon' at 'Pool:Patience' to type 'System.TimeSpan'.",
            "Store: 'ErrorOnUnknownConfiguration' was set on the provided BinderOptions, but the following properties were not found on "
                + "the instance of Huracan.Tests.ServiceDefaults.ValidatedOptionsTests+StoreOptions: 'Sort'",
            "DataAnnotation validation failed for 'DepotOptions' members: 'Size' with the error: 'The field Size must be between 1 "
                + "and 9.'.",
            "only Up is possible",
            "ConnectionStrings__huracan is not set: this host cannot do without it; './huracan up' sets it",
        ], errors);
    }

    [Fact]
    public void Good_values_are_bound()
    {
        var builder = Builder(new()
        {
            ["Pool:Patience"] =
                "00:00:05",
            ["Store:Order"] = "down",
            ["Depot:Size"] = "4",
            ["Depot:Order"] = "up",
            ["ConnectionStrings:huracan"] = "x",
        });
        using var services = builder.Services.BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
        Assert.Equal(4, services.GetRequiredService<IOptions<DepotOptions>>().Value.Size);
        Assert.Equal(TimeSpan.FromSeconds(5), services.GetRequiredService<IOptions<PoolOptions>>().Value.Patience);
        Assert.Equal(Order.Down, services.GetRequiredService<IOptions<StoreOptions>>().Value.Order);
    }

    [Fact]
    public void A_secret_is_not_shown()
    {
        var error = Assert.Single(Validate(new() { ["Depot:ApiKey"] = "hunter2", ["ConnectionStrings:huracan"] = "x" }));
        Assert.Contains("ApiKey", error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error, StringComparison.Ordinal);
    }

    private static List<string> Validate(Dictionary<string, string?> settings)
    {
        using var services = Builder(settings).Services.BuildServiceProvider();
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
        catch (AggregateException exception)
        {
            return [.. exception.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures)];
        }
    }

    private static WebApplicationBuilder Builder(Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        foreach (var (key, value) in settings)
            builder.Configuration[key] = value;
        builder.AddValidatedOptions<PoolOptions>("Pool");
        builder.AddValidatedOptions<StoreOptions>("Store");
        builder.AddValidatedOptions<DepotOptions>("Depot").Validate(depot => depot.Order == Order.Up, "only Up is possible");
        builder.RequireConnectionString("huracan");
        return builder;
    }

    private enum Order
    {
        Down,
        Up,
    }

    private sealed class PoolOptions
    {
        public TimeSpan? Patience { get; set; }
    }

    private sealed class StoreOptions
    {
        public Order Order { get; set; }
    }

    private sealed class DepotOptions
    {
        [Range(1, 9)]
        public int Size { get; set; } = 1;

        [StringLength(3)]
        public string ApiKey { get; set; } = "";

        public Order Order { get; set; } = Order.Up;
    }
}
