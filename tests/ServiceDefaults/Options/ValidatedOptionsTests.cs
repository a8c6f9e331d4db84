using System.ComponentModel.DataAnnotations;
using Huracan.ServiceDefaults.Options;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Huracan.Tests.ServiceDefaults.Options;

public class ValidatedOptionsTests
{
    [Fact]
    public void The_faults_of_all_options_are_told_at_once()
    {
        var faults = Examine(new()
        {
            ["Pool:Size"] = "0",
            ["Pool:Patience"] = "soon",
            ["Pool:Sise"] = "3",
            ["Store:Order"] = "Sideways",
        });
        Assert.Equal(
        [
            "Pool:Patience='soon': must be a span of time such as 00:00:30",
            "Pool:Sise='3': no such setting; known are Size, Patience",
            "Store:Order='Sideways': must be one of Up, Down",
            "ConnectionStrings__huracan is not set: this host cannot do without it; './huracan up' sets it",
        ], faults);
    }

    [Fact]
    public void Annotations_and_rules_across_values_are_held_once_all_can_be_read()
    {
        var faults = Examine(new() { ["Pool:Size"] = "0", ["Store:Order"] = "down", ["ConnectionStrings:huracan"] = "x" });
        Assert.Equal(
        [
            "Pool:Size='0': The field Size must be between 1 and 9.",
            "Store:Name is not set: The Name field is required.",
            "Store='': only Up is possible",
        ], faults);
    }

    [Fact]
    public void Good_values_are_bound()
    {
        var builder = Builder(
            new() { ["Pool:Size"] = "4", ["Pool:Patience"] = "00:00:05", ["Store:Name"] = "x", ["ConnectionStrings:huracan"] = "x" });
        using var services = builder.Services.BuildServiceProvider();
        Assert.Empty(services.GetServices<IOptionsFaults>().SelectMany(source => source.Examine()));
        var pool = services.GetRequiredService<IOptions<PoolOptions>>().Value;
        Assert.Equal((4, TimeSpan.FromSeconds(5)), (pool.Size, pool.Patience));
    }

    [Fact]
    public void A_secret_is_not_shown()
    {
        Assert.Equal("(hidden)", SecretNames.Shown("Api:Api_Key", "x"));
        Assert.Equal("x", SecretNames.Shown("Api:Port", "x"));
    }

    private static List<string> Examine(Dictionary<string, string?> settings)
    {
        using var services = Builder(settings).Services.BuildServiceProvider();
        return [.. services.GetServices<IOptionsFaults>().SelectMany(source => source.Examine()).Select(fault => fault.ToString())];
    }

    private static WebApplicationBuilder Builder(Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        foreach (var (key, value) in settings)
            builder.Configuration[key] = value;
        builder.AddValidatedOptions<PoolOptions>("Pool");
        builder.AddValidatedOptions<StoreOptions>("Store").Validate(store => store.Order == Order.Up, "only Up is possible");
        builder.RequireConnectionString("huracan");
        return builder;
    }

    private enum Order
    {
        Up,
        Down,
    }

    private sealed class PoolOptions
    {
        [Range(1, 9)]
        public int Size { get; set; } = 1;

        public TimeSpan? Patience { get; set; }
    }

    private sealed class StoreOptions
    {
        [Required]
        public string Name { get; set; } = "";

        public Order Order { get; set; }
    }
}
