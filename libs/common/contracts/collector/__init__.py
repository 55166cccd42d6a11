"""Messages of collector."""

from common.contracts.collector.page_scraped import PageScraped
from common.contracts.collector.website_registered import WebsiteRegistered
from common.contracts.collector.website_scraped import WebsiteScraped

__all__ = ["PageScraped", "WebsiteRegistered", "WebsiteScraped"]
