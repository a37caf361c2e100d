package join

import (
	"context"
	"io"
	"net"
	"strings"
	"testing"

	"alur/model"
)

// Behind the port is something else: the person reads so, and no error of a
// program.
func TestWhatAnswersIsNoAlur(t *testing.T) {
	for name, says := range map[string]string{"a web server": "HTTP/1.1 400 Bad Request\r\n\r\n", "nothing": ""} {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = l.Close() })
		go func() {
			for {
				conn, err := l.Accept()
				if err != nil {
					return
				}
				_, _ = io.WriteString(conn, says)
				_ = conn.Close()
			}
		}()
		o := Options{Hosts: []string{l.Addr().String()}, Folder: t.TempDir(), Lang: model.English}
		_, err = Do(context.Background(), o, Command{Words: "alur next", In: strings.NewReader(""), Out: io.Discard, Err: io.Discard})
		refusal := model.Refused(err)
		if refusal == nil || refusal.In(model.English) != "What answers at "+l.Addr().String()+" does not speak as alur does. Is that the right PC and port? On the shop's PC alur serve says its port." {
			t.Errorf("%s: %v", name, err)
		}
	}
}
