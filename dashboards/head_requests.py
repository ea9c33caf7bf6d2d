"""Answers HEAD with what GET would say of the answer, and without its body."""


class HeadMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method != "HEAD":
            return response
        if response.streaming:
            response.streaming_content = ()
            return response
        length = len(response.content)
        response.content = b""
        response.headers["Content-Length"] = str(length)
        return response
