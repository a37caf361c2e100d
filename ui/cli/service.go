package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/kardianos/service"
	"github.com/spf13/cobra"

	"alur/model"
)

// Service is a program that the system starts by itself: systemd, launchd, or
// the services of Windows.
type Service interface {
	Install() error
	Uninstall() error
	Start() error
	Stop() error
	Status() (service.Status, error)
}

// serviceOf is how the system starts alur serve. What it does there is the
// command itself; only Windows asks for more, see asService. A Linux without
// systemd is taken for one of old by the library, whatever it is.
func serviceOf(c *service.Config) (Service, error) {
	if runtime.GOOS == "linux" && service.Platform() != "linux-systemd" {
		return nil, service.ErrNoServiceSystemDetected
	}
	return service.New(&serving{}, c)
}

// serving is a run of alur serve that the services of Windows start and stop.
type serving struct {
	run  func(ctx context.Context) error
	stop context.CancelFunc
	done chan error
}

// Start is that of service.Interface.
func (s *serving) Start(service.Service) error {
	var ctx context.Context
	ctx, s.stop = context.WithCancel(context.Background())
	s.done = make(chan error, 1)
	go func() { s.done <- s.run(ctx) }()
	return nil
}

// Stop is that of service.Interface.
func (s *serving) Stop(service.Service) error {
	s.stop()
	return <-s.done
}

// asService runs what serves: as it is, for systemd and launchd stop a program
// with a signal; on Windows in talk with its services, where they started it.
func (a *app) asService(run func(ctx context.Context) error) error {
	if runtime.GOOS != "windows" || service.Interactive() {
		return run(a.ctx)
	}
	svc, err := service.New(&serving{run: run}, &service.Config{Name: serviceName})
	if err != nil {
		return err
	}
	return svc.Run()
}

const serviceName = "alur"

// serviceCmds are what is done with alur serve as a service.
func (a *app) serviceCmds() []*cobra.Command {
	var at serveAt
	install := a.command(about{
		use:   "install [--ssh ADDR] [--http ADDR]",
		short: model.Say{EN: "Let the system start alur serve by itself", ID: "Biarkan sistem menjalankan alur serve sendiri"},
		long: model.Say{
			EN: "Let the system start alur serve by itself, with the database and the addresses of now: for the whole PC where you may (as root, or as administrator on Windows), else for you.",
			ID: "Biarkan sistem menjalankan alur serve sendiri, dengan database dan alamat sekarang: untuk seluruh PC kalau Anda boleh (sebagai root, atau administrator di Windows), kalau tidak untuk Anda.",
		},
		example: "alur serve install --ssh :2222",
	}, wants(), func([]string) error { return a.installService(at) })
	a.serveFlags(install, &at)
	return []*cobra.Command{
		install,
		a.serviceVerb("start", model.Say{EN: "Start the installed service", ID: "Jalankan layanan yang terpasang"},
			model.Say{EN: "alur serve runs.", ID: "alur serve berjalan."}, Service.Start),
		a.serviceVerb("stop", model.Say{EN: "Stop it; nobody loses what they typed", ID: "Hentikan; yang sudah diketik tidak hilang"},
			model.Say{EN: "alur serve is stopped. What people typed is kept.", ID: "alur serve dihentikan. Yang sudah diketik tersimpan."}, Service.Stop),
		a.serviceVerb("remove", model.Say{EN: "The system starts it no longer", ID: "Sistem tidak menjalankannya lagi"},
			model.Say{EN: "The service is removed. The shop's file is as it was.", ID: "Layanan dihapus. Berkas toko tetap seperti semula."}, removeService),
		a.command(about{
			use:   "status",
			short: model.Say{EN: "Whether it is installed, and runs", ID: "Apakah terpasang, dan berjalan"},
		}, wants(), func([]string) error { return a.serviceStatus() }),
	}
}

// removeService stops it first, where it runs.
func removeService(s Service) error {
	if status, err := s.Status(); err == nil && status == service.StatusRunning {
		if err := s.Stop(); err != nil {
			return err
		}
	}
	return s.Uninstall()
}

// service is the installed one, or that which would be.
func (a *app) service(args ...string) (Service, error) {
	config := &service.Config{
		Name: serviceName, DisplayName: "alur", Arguments: args,
		Description: a.say(model.Say{EN: "Shows the screens of the shop on its other PCs", ID: "Menampilkan layar toko di PC lainnya"}),
		Option:      service.KeyValue{"UserService": !mayAll(), "Restart": "on-failure"},
	}
	if owner := a.env.Getenv("SUDO_USER"); owner != "" && owner != "root" && mayAll() && runtime.GOOS != "windows" {
		config.UserName = owner // The shop's file stays theirs.
	}
	of := a.env.Service
	if of == nil {
		of = serviceOf
	}
	s, err := of(config)
	if errors.Is(err, service.ErrNoServiceSystemDetected) {
		return nil, fail(model.Say{
			EN: "This system has no services that alur knows. Let alur serve --ssh :2222 be started in another way.",
			ID: "Sistem ini tidak punya layanan yang dikenal alur. Jalankan alur serve --ssh :2222 dengan cara lain.",
		})
	}
	return s, err
}

// mayAll reports whether a service of the whole PC may be installed. Windows
// has no others, and says itself who may not.
func mayAll() bool { return runtime.GOOS == "windows" || os.Geteuid() == 0 }

func (a *app) installService(at serveAt) error {
	at = at.whole()
	if at.nowhere() {
		return noAddress()
	}
	if _, err := idleEndOf(at.idle); err != nil {
		return err
	}
	if _, _, err := a.shop(); err != nil {
		return err // A service without a shop would fail unseen.
	}
	db, err := filepath.Abs(a.dbPath())
	if err != nil {
		return err
	}
	args := []string{"serve"}
	if at.ssh != "" {
		args = append(args, "--ssh", at.ssh)
	}
	if at.http != "" {
		args = append(args, "--http", at.http)
	}
	if url := a.storeURL(); url != "" {
		args, db = append(args, "--store", url), a.place()
	} else {
		args = append(args, "--db", db)
	}
	if at.idle != usualIdleEnd {
		args = append(args, "--idle-end", at.idle)
	}
	if a.global.lang != "" {
		args = append(args, "--lang", a.global.lang)
	}
	s, err := a.service(args...)
	if err == nil {
		err = s.Install()
	}
	if err != nil {
		return serviceTrouble(err)
	}
	if err := a.print("%s", a.say(model.Say{
		EN: "Installed, with %s. Now: alur serve start",
		ID: "Terpasang, dengan %s. Sekarang: alur serve start",
	}, model.CleanText(db))); err != nil || mayAll() || runtime.GOOS != "linux" {
		return err
	}
	return a.print("%s", a.say(model.Say{
		EN: "It starts once you sign in to this PC. Before that as well: loginctl enable-linger",
		ID: "Berjalan setelah Anda masuk ke PC ini. Agar sebelum itu juga: loginctl enable-linger",
	}))
}

// serviceVerb is a command that does one thing with the service.
func (a *app) serviceVerb(verb string, short, said model.Say, do func(Service) error) *cobra.Command {
	return a.command(about{use: verb, short: short}, wants(), func([]string) error {
		s, err := a.service()
		if err == nil {
			if _, err = s.Status(); !errors.Is(err, service.ErrNotInstalled) {
				err = do(s)
			}
		}
		if err != nil {
			return serviceTrouble(err)
		}
		return a.print("%s", a.say(said))
	})
}

func (a *app) serviceStatus() error {
	s, err := a.service()
	if err != nil {
		return err
	}
	status, err := s.Status()
	said := model.Say{EN: "It is installed; how it is can't be told.", ID: "Terpasang; keadaannya tidak bisa diketahui."}
	switch {
	case errors.Is(err, service.ErrNotInstalled):
		said = model.Say{EN: "Not installed. alur serve install --ssh :2222", ID: "Belum terpasang. alur serve install --ssh :2222"}
	case err != nil:
		return serviceTrouble(err)
	case status == service.StatusRunning:
		said = model.Say{EN: "It runs.", ID: "Berjalan."}
	case status == service.StatusStopped:
		said = model.Say{EN: "It is stopped. alur serve start", ID: "Berhenti. alur serve start"}
	}
	return a.print("%s", a.say(said))
}

// serviceTrouble is a sentence for what the system says.
func serviceTrouble(err error) error {
	var known *problem
	text := strings.ToLower(err.Error())
	switch {
	case errors.As(err, &known):
		return err
	case errors.Is(err, service.ErrNotInstalled) || strings.Contains(text, "not installed"):
		return fail(model.Say{
			EN: "The service is not installed. alur serve install --ssh :2222",
			ID: "Layanan belum terpasang. alur serve install --ssh :2222",
		})
	case strings.Contains(text, "already exists"):
		return fail(model.Say{
			EN: "The service is installed already. To install it anew: alur serve remove, then install.",
			ID: "Layanan sudah terpasang. Untuk memasang ulang: alur serve remove, lalu install.",
		})
	case errors.Is(err, fs.ErrPermission) || strings.Contains(text, "access is denied") || strings.Contains(text, "permission denied"):
		return fail(model.Say{
			EN: "You may not do that on this PC. Nothing was changed. With sudo, or on Windows in a terminal opened as administrator, you may.",
			ID: "Anda tidak boleh melakukan itu di PC ini. Tidak ada yang berubah. Dengan sudo, atau di Windows lewat terminal sebagai administrator, boleh.",
		})
	}
	return fail(model.Say{
		EN: "The system did not do it (%s). The shop's file was not touched; alur serve --ssh :2222 serves as long as its window is open.",
		ID: "Sistem tidak melakukannya (%s). Berkas toko tidak tersentuh; alur serve --ssh :2222 melayani selama jendelanya terbuka.",
	}, oneLine(model.CleanText(err.Error())))
}
