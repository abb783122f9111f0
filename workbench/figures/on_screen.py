"""What every interactive figure has in common: it lies on the page and is not dragged about."""

from plotly.graph_objects import Figure


def on_page(
    figure: Figure, *, height: int, margins: tuple[int, int, int, int], **more: object
) -> Figure:
    """Set a height and margins (left, right, top, bottom) in pixels, and give the figure back."""
    left, right, top, bottom = margins
    figure.update_layout(
        height=height,
        margin={"l": left, "r": right, "t": top, "b": bottom},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        dragmode=False,
        **more,
    )
    return figure
