using AngleSharp.Dom;
using Bunit;
using Huracan.Contracts.Client;
using Huracan.Contracts.Hamilton;
using Huracan.Contracts.Http;
using Huracan.Dashboard.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Radzen;

namespace Huracan.Tests.Dashboard.Harness;

/// <summary>Tests of what a page shows: it is rendered in this process, without a browser, over answers that the test gives.</summary>
public abstract class Rendering : BunitContext
{
    protected Rendering()
    {
        Services.AddRadzenComponents();
        Services.AddSingleton(Live);
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider()); // never advanced: a page is loaded once
        var http = new HttpClient(Api) { BaseAddress = new Uri("http://api/") };
        Services.AddSingleton(new HuracanClient(http, TimeProvider.System));
        Services.AddSingleton<IHamilton>(new HttpHamilton(http));
        JSInterop.Mode = JSRuntimeMode.Loose; // Radzen's scripts
    }

    private protected ApiAnswers Api { get; } = new();

    private protected LiveEvents Live { get; } = new();

    /// <summary>Renders a page at its address, query included.</summary>
    protected IRenderedComponent<T> RenderAt<T>(string address, Action<ComponentParameterCollectionBuilder<T>>? parameters = null)
        where T : IComponent
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<T>(parameters);
    }

    /// <summary>The text of each cell of a grid's row, without the headings that narrow pages show beside it.</summary>
    protected static IEnumerable<string> Cells(IElement row) =>
        row.QuerySelectorAll(".rz-cell-data").Select(cell => cell.TextContent.Trim());

    /// <summary>A list's only page.</summary>
    protected static Page<T> List<T>(params IReadOnlyList<T> items) => new(items, null);
}
