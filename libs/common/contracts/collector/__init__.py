"""Messages of collector."""

from common.contracts.collector.page_scraped import PageScraped
from common.contracts.collector.website_deleted import WebsiteDeleted
from common.contracts.collector.website_registered import WebsiteRegistered
from common.contracts.collector.website_scraped import WebsiteScraped
from common.contracts.collector.website_state import WebsiteState

__all__ = ["PageScraped", "WebsiteDeleted", "WebsiteRegistered", "WebsiteScraped", "WebsiteState"]
