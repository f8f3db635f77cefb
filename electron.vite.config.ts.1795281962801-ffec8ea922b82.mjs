import "node:module";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "electron-vite";
// electron.vite.config.ts
const __electron_vite_injected_import_meta_url = "file:///work/main/electron.vite.config.ts";
const source = (file) => fileURLToPath(new URL(file, __electron_vite_injected_import_meta_url));
const { dependencies } = JSON.parse(readFileSync(source("package.json"), "utf8"));
const outside = [
	/^node:/,
	/^electron$/,
	...Object.keys(dependencies).map((name) => new RegExp(`^${name}(/.*)?$`))
];
/** The window's build; HI_STUDIO_BUILD=main leaves it out, because the terminal does not need it and it takes longer than the rest. */
async function windowBuild() {
	const [{ default: nuxtUi }, { default: vue }] = await Promise.all([import("@nuxt/ui/vite"), import("@vitejs/plugin-vue")]);
	return {
		root: source("src-renderer"),
		base: "./",
		plugins: [vue(), nuxtUi({
			root: source("."),
			dts: false,
			autoImport: false,
			colorMode: false,
			components: {
				dts: source("dist/types/components.d.ts"),
				dirs: []
			},
			icon: { clientBundle: { scan: {
				globInclude: ["src-renderer/**/*.{vue,ts}"],
				globExclude: []
			} } },
			experimental: { componentDetection: true },
			ui: { colors: {
				primary: "indigo",
				neutral: "slate"
			} }
		})],
		define: {
			__VUE_I18N_LEGACY_API__: "false",
			__VUE_I18N_FULL_INSTALL__: "false",
			__INTLIFY_PROD_DEVTOOLS__: "false",
			__VUE_OPTIONS_API__: "true",
			__VUE_PROD_DEVTOOLS__: "false"
		},
		build: {
			outDir: source("dist/renderer"),
			emptyOutDir: true,
			target: "chrome120",
			minify: true,
			sourcemap: false,
			modulePreload: { polyfill: false },
			rollupOptions: { input: source("src-renderer/index.html") }
		}
	};
}
var electron_vite_config_default = defineConfig({
	main: { build: {
		outDir: "dist/main",
		emptyOutDir: false,
		target: "node20",
		minify: false,
		sourcemap: true,
		externalizeDeps: false,
		rollupOptions: {
			external: outside,
			input: {
				cli: source("src-main/cli.ts"),
				main: source("src-main/main.ts"),
				"inference-worker": source("src-main/models/inference-worker.ts"),
				"bootstrap-worker": source("src-main/engine/bootstrap-worker.ts"),
				"instrument-worker": source("src-main/studio/capture/instrument-worker.ts"),
				"keeper-worker": source("src-main/studio/capture/keeper-worker.ts"),
				"edge-server": source("src-main/remote/edge-server-process.ts")
			},
			output: {
				format: "es",
				entryFileNames: "[name].js",
				chunkFileNames: "chunks/[name]-[hash].js"
			}
		}
	} },
	preload: { build: {
		outDir: "dist/preload",
		emptyOutDir: true,
		minify: false,
		sourcemap: false,
		externalizeDeps: false,
		rollupOptions: {
			external: outside,
			input: { preload: source("src-main/preload.ts") },
			output: {
				format: "cjs",
				entryFileNames: "[name].cjs"
			}
		}
	} },
	...process.env.HI_STUDIO_BUILD === "main" ? {} : { renderer: await windowBuild() }
});
export { electron_vite_config_default as default };

//# sourceMappingURL=data:application/json;charset=utf-8;base64,eyJ2ZXJzaW9uIjozLCJmaWxlIjoiZWxlY3Ryb24udml0ZS5jb25maWcuanMiLCJuYW1lcyI6W10sInNvdXJjZXMiOlsiL3dvcmsvbWFpbi9lbGVjdHJvbi52aXRlLmNvbmZpZy50cyJdLCJzb3VyY2VzQ29udGVudCI6WyIvKiogSG93IHRoZSBzdHVkaW8gaXMgYnVpbHQ6IGV2ZXJ5IGVudHJ5IG9mIHRoZSBtYWluIHNpZGUsIGJ1bmRsZWQgYXMgRVMgbW9kdWxlcyB3aXRoIHBhY2thZ2VzIG91dHNpZGUsIGFuZCB0aGUgd2luZG93IHdpdGggZXZlcnl0aGluZyBpbnNpZGUuICovXG5pbXBvcnQgeyByZWFkRmlsZVN5bmMgfSBmcm9tICdub2RlOmZzJztcbmltcG9ydCB7IGZpbGVVUkxUb1BhdGggfSBmcm9tICdub2RlOnVybCc7XG5pbXBvcnQgeyBkZWZpbmVDb25maWcsIHR5cGUgVXNlckNvbmZpZyB9IGZyb20gJ2VsZWN0cm9uLXZpdGUnO1xuXG5jb25zdCBzb3VyY2UgPSAoZmlsZTogc3RyaW5nKTogc3RyaW5nID0+IGZpbGVVUkxUb1BhdGgobmV3IFVSTChmaWxlLCBpbXBvcnQubWV0YS51cmwpKTtcbmNvbnN0IHsgZGVwZW5kZW5jaWVzIH0gPSBKU09OLnBhcnNlKHJlYWRGaWxlU3luYyhzb3VyY2UoJ3BhY2thZ2UuanNvbicpLCAndXRmOCcpKSBhcyB7IGRlcGVuZGVuY2llczogUmVjb3JkPHN0cmluZywgc3RyaW5nPiB9O1xuY29uc3Qgb3V0c2lkZSA9IFsvXm5vZGU6LywgL15lbGVjdHJvbiQvLCAuLi5PYmplY3Qua2V5cyhkZXBlbmRlbmNpZXMpLm1hcCgobmFtZSkgPT4gbmV3IFJlZ0V4cChgXiR7bmFtZX0oLy4qKT8kYCkpXTtcblxuLyoqIFRoZSB3aW5kb3cncyBidWlsZDsgSElfU1RVRElPX0JVSUxEPW1haW4gbGVhdmVzIGl0IG91dCwgYmVjYXVzZSB0aGUgdGVybWluYWwgZG9lcyBub3QgbmVlZCBpdCBhbmQgaXQgdGFrZXMgbG9uZ2VyIHRoYW4gdGhlIHJlc3QuICovXG5hc3luYyBmdW5jdGlvbiB3aW5kb3dCdWlsZCgpOiBQcm9taXNlPE5vbk51bGxhYmxlPFVzZXJDb25maWdbJ3JlbmRlcmVyJ10+PiB7XG4gIGNvbnN0IFt7IGRlZmF1bHQ6IG51eHRVaSB9LCB7IGRlZmF1bHQ6IHZ1ZSB9XSA9IGF3YWl0IFByb21pc2UuYWxsKFtpbXBvcnQoJ0BudXh0L3VpL3ZpdGUnKSwgaW1wb3J0KCdAdml0ZWpzL3BsdWdpbi12dWUnKV0pO1xuICByZXR1cm4ge1xuICAgIHJvb3Q6IHNvdXJjZSgnc3JjLXJlbmRlcmVyJyksXG4gICAgYmFzZTogJy4vJyxcbiAgICBwbHVnaW5zOiBbdnVlKCksIG51eHRVaSh7XG4gICAgICAvLyBUaGUgdGhlbWUgZmlsZXMgaXQgd3JpdGVzIGxhbmQgaW4gbm9kZV9tb2R1bGVzLy5udXh0LXVpOyBjb21wb25lbnQgdHlwZXMgd2hlcmUgdnVlLXRzYyBsb29rcyBmb3IgdGhlbS5cbiAgICAgIHJvb3Q6IHNvdXJjZSgnLicpLCBkdHM6IGZhbHNlLCBhdXRvSW1wb3J0OiBmYWxzZSwgY29sb3JNb2RlOiBmYWxzZSxcbiAgICAgIGNvbXBvbmVudHM6IHsgZHRzOiBzb3VyY2UoJ2Rpc3QvdHlwZXMvY29tcG9uZW50cy5kLnRzJyksIGRpcnM6IFtdIH0sXG4gICAgICBpY29uOiB7IGNsaWVudEJ1bmRsZTogeyBzY2FuOiB7IGdsb2JJbmNsdWRlOiBbJ3NyYy1yZW5kZXJlci8qKi8qLnt2dWUsdHN9J10sIGdsb2JFeGNsdWRlOiBbXSB9IH0gfSxcbiAgICAgIGV4cGVyaW1lbnRhbDogeyBjb21wb25lbnREZXRlY3Rpb246IHRydWUgfSxcbiAgICAgIHVpOiB7IGNvbG9yczogeyBwcmltYXJ5OiAnaW5kaWdvJywgbmV1dHJhbDogJ3NsYXRlJyB9IH0sXG4gICAgfSldLFxuICAgIGRlZmluZTogeyBfX1ZVRV9JMThOX0xFR0FDWV9BUElfXzogJ2ZhbHNlJywgX19WVUVfSTE4Tl9GVUxMX0lOU1RBTExfXzogJ2ZhbHNlJywgX19JTlRMSUZZX1BST0RfREVWVE9PTFNfXzogJ2ZhbHNlJywgX19WVUVfT1BUSU9OU19BUElfXzogJ3RydWUnLCBfX1ZVRV9QUk9EX0RFVlRPT0xTX186ICdmYWxzZScgfSxcbiAgICBidWlsZDogeyBvdXREaXI6IHNvdXJjZSgnZGlzdC9yZW5kZXJlcicpLCBlbXB0eU91dERpcjogdHJ1ZSwgdGFyZ2V0OiAnY2hyb21lMTIwJywgbWluaWZ5OiB0cnVlLCBzb3VyY2VtYXA6IGZhbHNlLCBtb2R1bGVQcmVsb2FkOiB7IHBvbHlmaWxsOiBmYWxzZSB9LCByb2xsdXBPcHRpb25zOiB7IGlucHV0OiBzb3VyY2UoJ3NyYy1yZW5kZXJlci9pbmRleC5odG1sJykgfSB9LFxuICB9O1xufVxuXG5leHBvcnQgZGVmYXVsdCBkZWZpbmVDb25maWcoe1xuICBtYWluOiB7XG4gICAgYnVpbGQ6IHtcbiAgICAgIG91dERpcjogJ2Rpc3QvbWFpbicsIGVtcHR5T3V0RGlyOiBmYWxzZSwgdGFyZ2V0OiAnbm9kZTIwJywgbWluaWZ5OiBmYWxzZSwgc291cmNlbWFwOiB0cnVlLCBleHRlcm5hbGl6ZURlcHM6IGZhbHNlLFxuICAgICAgcm9sbHVwT3B0aW9uczoge1xuICAgICAgICBleHRlcm5hbDogb3V0c2lkZSxcbiAgICAgICAgaW5wdXQ6IHtcbiAgICAgICAgICBjbGk6IHNvdXJjZSgnc3JjLW1haW4vY2xpLnRzJyksXG4gICAgICAgICAgbWFpbjogc291cmNlKCdzcmMtbWFpbi9tYWluLnRzJyksXG4gICAgICAgICAgJ2luZmVyZW5jZS13b3JrZXInOiBzb3VyY2UoJ3NyYy1tYWluL21vZGVscy9pbmZlcmVuY2Utd29ya2VyLnRzJyksXG4gICAgICAgICAgJ2Jvb3RzdHJhcC13b3JrZXInOiBzb3VyY2UoJ3NyYy1tYWluL2VuZ2luZS9ib290c3RyYXAtd29ya2VyLnRzJyksXG4gICAgICAgICAgJ2luc3RydW1lbnQtd29ya2VyJzogc291cmNlKCdzcmMtbWFpbi9zdHVkaW8vY2FwdHVyZS9pbnN0cnVtZW50LXdvcmtlci50cycpLFxuICAgICAgICAgICdrZWVwZXItd29ya2VyJzogc291cmNlKCdzcmMtbWFpbi9zdHVkaW8vY2FwdHVyZS9rZWVwZXItd29ya2VyLnRzJyksXG4gICAgICAgICAgJ2VkZ2Utc2VydmVyJzogc291cmNlKCdzcmMtbWFpbi9yZW1vdGUvZWRnZS1zZXJ2ZXItcHJvY2Vzcy50cycpLFxuICAgICAgICB9LFxuICAgICAgICBvdXRwdXQ6IHsgZm9ybWF0OiAnZXMnLCBlbnRyeUZpbGVOYW1lczogJ1tuYW1lXS5qcycsIGNodW5rRmlsZU5hbWVzOiAnY2h1bmtzL1tuYW1lXS1baGFzaF0uanMnIH0sXG4gICAgICB9LFxuICAgIH0sXG4gIH0sXG4gIC8vIEVsZWN0cm9uJ3Mgc2FuZGJveCBsb2FkcyBubyBFUyBtb2R1bGVzLlxuICBwcmVsb2FkOiB7IGJ1aWxkOiB7IG91dERpcjogJ2Rpc3QvcHJlbG9hZCcsIGVtcHR5T3V0RGlyOiB0cnVlLCBtaW5pZnk6IGZhbHNlLCBzb3VyY2VtYXA6IGZhbHNlLCBleHRlcm5hbGl6ZURlcHM6IGZhbHNlLCByb2xsdXBPcHRpb25zOiB7IGV4dGVybmFsOiBvdXRzaWRlLCBpbnB1dDogeyBwcmVsb2FkOiBzb3VyY2UoJ3NyYy1tYWluL3ByZWxvYWQudHMnKSB9LCBvdXRwdXQ6IHsgZm9ybWF0OiAnY2pzJywgZW50cnlGaWxlTmFtZXM6ICdbbmFtZV0uY2pzJyB9IH0gfSB9LFxuICAuLi4ocHJvY2Vzcy5lbnYuSElfU1RVRElPX0JVSUxEID09PSAnbWFpbicgPyB7fSA6IHsgcmVuZGVyZXI6IGF3YWl0IHdpbmRvd0J1aWxkKCkgfSksXG59KTtcbiJdLCJtYXBwaW5ncyI6Ijs7Ozs7QUFBcUksTUFBTSwyQ0FBMkM7QUFLdEwsTUFBTSxVQUFVLFNBQXlCLGNBQWMsSUFBSSxJQUFJLE1BQUEsd0NBQXFCLENBQUM7QUFDckYsTUFBTSxFQUFFLGlCQUFpQixLQUFLLE1BQU0sYUFBYSxPQUFPLGNBQWMsR0FBRyxNQUFNLENBQUM7QUFDaEYsTUFBTSxVQUFVO0NBQUM7Q0FBVTtDQUFjLEdBQUcsT0FBTyxLQUFLLFlBQVksQ0FBQyxDQUFDLEtBQUssU0FBUyxJQUFJLE9BQU8sSUFBSSxLQUFLLFFBQVEsQ0FBQztBQUFDOztBQUdsSCxlQUFlLGNBQTREO0NBQ3pFLE1BQU0sQ0FBQyxFQUFFLFNBQVMsVUFBVSxFQUFFLFNBQVMsU0FBUyxNQUFNLFFBQVEsSUFBSSxDQUFDLE9BQU8sa0JBQWtCLE9BQU8scUJBQXFCLENBQUM7Q0FDekgsT0FBTztFQUNMLE1BQU0sT0FBTyxjQUFjO0VBQzNCLE1BQU07RUFDTixTQUFTLENBQUMsSUFBSSxHQUFHLE9BQU87R0FFdEIsTUFBTSxPQUFPLEdBQUc7R0FBRyxLQUFLO0dBQU8sWUFBWTtHQUFPLFdBQVc7R0FDN0QsWUFBWTtJQUFFLEtBQUssT0FBTyw0QkFBNEI7SUFBRyxNQUFNLENBQUM7R0FBRTtHQUNsRSxNQUFNLEVBQUUsY0FBYyxFQUFFLE1BQU07SUFBRSxhQUFhLENBQUMsNEJBQTRCO0lBQUcsYUFBYSxDQUFDO0dBQUUsRUFBRSxFQUFFO0dBQ2pHLGNBQWMsRUFBRSxvQkFBb0IsS0FBSztHQUN6QyxJQUFJLEVBQUUsUUFBUTtJQUFFLFNBQVM7SUFBVSxTQUFTO0dBQVEsRUFBRTtFQUN4RCxDQUFDLENBQUM7RUFDRixRQUFRO0dBQUUseUJBQXlCO0dBQVMsMkJBQTJCO0dBQVMsMkJBQTJCO0dBQVMscUJBQXFCO0dBQVEsdUJBQXVCO0VBQVE7RUFDaEwsT0FBTztHQUFFLFFBQVEsT0FBTyxlQUFlO0dBQUcsYUFBYTtHQUFNLFFBQVE7R0FBYSxRQUFRO0dBQU0sV0FBVztHQUFPLGVBQWUsRUFBRSxVQUFVLE1BQU07R0FBRyxlQUFlLEVBQUUsT0FBTyxPQUFPLHlCQUF5QixFQUFFO0VBQUU7Q0FDcE47QUFDRjtBQUVBLElBQUEsK0JBQWUsYUFBYTtDQUMxQixNQUFNLEVBQ0osT0FBTztFQUNMLFFBQVE7RUFBYSxhQUFhO0VBQU8sUUFBUTtFQUFVLFFBQVE7RUFBTyxXQUFXO0VBQU0saUJBQWlCO0VBQzVHLGVBQWU7R0FDYixVQUFVO0dBQ1YsT0FBTztJQUNMLEtBQUssT0FBTyxpQkFBaUI7SUFDN0IsTUFBTSxPQUFPLGtCQUFrQjtJQUMvQixvQkFBb0IsT0FBTyxxQ0FBcUM7SUFDaEUsb0JBQW9CLE9BQU8scUNBQXFDO0lBQ2hFLHFCQUFxQixPQUFPLDhDQUE4QztJQUMxRSxpQkFBaUIsT0FBTywwQ0FBMEM7SUFDbEUsZUFBZSxPQUFPLHdDQUF3QztHQUNoRTtHQUNBLFFBQVE7SUFBRSxRQUFRO0lBQU0sZ0JBQWdCO0lBQWEsZ0JBQWdCO0dBQTBCO0VBQ2pHO0NBQ0YsRUFDRjtDQUVBLFNBQVMsRUFBRSxPQUFPO0VBQUUsUUFBUTtFQUFnQixhQUFhO0VBQU0sUUFBUTtFQUFPLFdBQVc7RUFBTyxpQkFBaUI7RUFBTyxlQUFlO0dBQUUsVUFBVTtHQUFTLE9BQU8sRUFBRSxTQUFTLE9BQU8scUJBQXFCLEVBQUU7R0FBRyxRQUFRO0lBQUUsUUFBUTtJQUFPLGdCQUFnQjtHQUFhO0VBQUU7Q0FBRSxFQUFFO0NBQzNRLEdBQUksUUFBUSxJQUFJLG9CQUFvQixTQUFTLENBQUMsSUFBSSxFQUFFLFVBQVUsTUFBTSxZQUFZLEVBQUU7QUFDcEYsQ0FBQyJ9